// Reads a ZIP by its directory at the end (APPNOTE 6.3.10, 4.3.12 and 4.3.16), as an archiver does.
import { crc32, inflateRawSync } from 'node:zlib';

/** What is in it, by name. */
export function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map();
  for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, sum, size, name, extra, comment, local] = [
      bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    const plain = method === 0 ? packed : inflateRawSync(packed);
    if (crc32 && crc32(plain) !== sum) throw new Error('a part of the archive is not whole');
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), plain);
    at += 46 + name + extra + comment;
  }

  return files;
}
