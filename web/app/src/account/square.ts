const SIDE = 512;

/** The middle of a picture as a square, no larger than a face is ever shown. Throws when it can't be read as one. */
export async function squared(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const taken = Math.min(bitmap.width, bitmap.height);
  const side = Math.min(SIDE, taken);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = '#fff'; // JPEG knows no transparency
  context.fillRect(0, 0, side, side);
  context.drawImage(bitmap, (bitmap.width - taken) / 2, (bitmap.height - taken) / 2, taken, taken, 0, 0, side, side);
  bitmap.close();
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/jpeg', 0.88));
}
