import fc from "fast-check";
import { addChecksum, verifyChecksum } from "../../src/host/checksum.ts";

test("bytes with the right checksum are read", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(verifyChecksum(addChecksum(bytes))).toEqual(Buffer.from(bytes));
    }),
  );
});

test("changed or cut bytes are not read", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, at) => {
      const checked = addChecksum(bytes);
      const bit = at % (checked.length * 8);
      const changed = Buffer.from(checked);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(verifyChecksum(changed)).toBeNull();
      expect(verifyChecksum(checked.subarray(0, bit >> 3))).toBeNull();
    }),
  );
});
