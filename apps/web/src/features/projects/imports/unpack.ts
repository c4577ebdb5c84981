/** A file as plain lines. A gzip file, told by its first two bytes and not by its name, is unpacked by the browser. */
export async function unpack(file: File): Promise<Blob> {
  const magic = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) return file;
  return new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).blob();
}
