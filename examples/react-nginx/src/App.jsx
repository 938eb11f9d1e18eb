import { useState } from "react";

/** Seats guests until none is left. */
export function App({ seats }) {
  const [guests, setGuests] = useState(0);
  const left = seats - guests;
  return (
    <main>
      <h1>Guest list</h1>
      <p role="status">{left === 0 ? "Full house" : `${left} of ${seats} seats left`}</p>
      <button type="button" disabled={left === 0} onClick={() => setGuests(guests + 1)}>
        Add a guest
      </button>
    </main>
  );
}
