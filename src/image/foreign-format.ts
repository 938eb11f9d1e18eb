import { InvalidImageError } from "./invalid-image.ts";

/** A format that stagegate does not read. */
interface ForeignFormat {
  readonly name: string;
  /** Its first bytes. */
  readonly magic: Buffer;
  /** The command that unpacks a file of it. */
  readonly unpack: string;
}

const FORMATS: readonly ForeignFormat[] = [
  { name: "xz", magic: Buffer.from("fd377a585a00", "hex"), unpack: "xz --decompress" },
  { name: "bzip2", magic: Buffer.from("BZh"), unpack: "bzip2 --decompress" },
  { name: "lzma", magic: Buffer.from("5d0000", "hex"), unpack: "xz --decompress" },
  { name: "lz4", magic: Buffer.from("04224d18", "hex"), unpack: "lz4 --decompress" },
  { name: "lzip", magic: Buffer.from("LZIP"), unpack: "lzip --decompress" },
  { name: "compress", magic: Buffer.from("1f9d", "hex"), unpack: "gzip --decompress" },
  { name: "zip", magic: Buffer.from("PK\u0003\u0004"), unpack: "unzip" },
  { name: "7z", magic: Buffer.from("377abcaf271c", "hex"), unpack: "7z x" },
];

/** A blob of a format that stagegate does not read. */
export class ForeignFormatError extends InvalidImageError {
  /** The command that unpacks a file of it. */
  readonly unpack: string;

  constructor({ name, unpack }: ForeignFormat) {
    super(
      `is compressed with ${name}, which stagegate does not read`,
      "Make the image again with layers that are compressed with gzip or zstd, for example `docker buildx build --output type=oci,dest=app.tar .`.",
    );
    this.unpack = unpack;
  }
}

/** The error for a blob that begins like a format that stagegate does not read; null for any other. */
export function foreignFormat(head: Buffer): ForeignFormatError | null {
  const format = FORMATS.find(({ magic }) => head.subarray(0, magic.length).equals(magic));
  return format === undefined ? null : new ForeignFormatError(format);
}
