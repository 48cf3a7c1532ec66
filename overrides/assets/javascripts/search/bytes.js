// @ts-check
// Reads the index's files: the counterpart of kb/search/encoding.py. Pure.

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** Numbers and texts of a file, one after the other. */
export class Reader {
  /**
   * @param {ArrayBuffer} buffer  led by its checksum
   * @throws {RangeError} the file is damaged or cut short
   */
  constructor(buffer) {
    if (buffer.byteLength < 4) throw new RangeError("file is cut short");
    this.bytes = new Uint8Array(buffer, 4);
    this.at = 0;
    if (checksum(this.bytes) !== new DataView(buffer).getUint32(0, true)) throw new RangeError("checksum differs");
  }

  varint() {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      number |= (byte & 0x7f) << shift;
      if (byte < 0x80) return number;
    }
  }

  /** @param {number} count */
  varints(count) {
    return Uint32Array.from({ length: count }, () => this.varint());
  }

  /** @param {number} count */
  take(count) {
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  /** The lines of a text block. */
  lines() {
    return new TextDecoder().decode(this.take(this.varint())).split("\n");
  }
}

/**
 * Words from how many letters each shares with the one before, and the rests.
 *
 * @param {Uint8Array} shared
 * @param {string[]} rests
 */
export function unfolded(shared, rests) {
  let word = "";
  return Array.from(shared, (same, place) => {
    word = word.slice(0, same) + rests[place];
    return word;
  });
}

/**
 * A length that kb/search/encoding.py put into a byte.
 *
 * @param {number} byte
 */
export function length(byte) {
  return byte < 64 ? byte : (16 + (byte & 15)) << ((byte >> 4) - 2);
}

/** @param {Uint8Array} bytes */
function checksum(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (rest >>> 8) ^ CRC[(rest ^ byte) & 0xff];
  return ~rest >>> 0;
}
