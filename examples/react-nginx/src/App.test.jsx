import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { App } from "./App.jsx";

globalThis.IS_REACT_ACT_ENVIRONMENT = true;

let root;

beforeEach(async () => {
  const container = document.body.appendChild(document.createElement("div"));
  root = createRoot(container);
  await act(async () => root.render(<App seats={2} />));
});

afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
});

const status = () => document.querySelector("[role=status]").textContent;
const button = () => document.querySelector("button");
const addGuest = () => act(async () => button().click());

test("starts with every seat free", () => {
  expect(status()).toBe("2 of 2 seats left");
});

test("a guest takes a seat", async () => {
  await addGuest();
  expect(status()).toBe("1 of 2 seats left");
});

test("a full house takes no more guests", async () => {
  await addGuest();
  await addGuest();
  expect(status()).toBe("Full house");
  expect(button().disabled).toBe(true);
});
