const SIDE = 1920;
const SMALL = 300 * 1024;

/** A picture no larger than a screen needs. What is small, moves (GIF) or can't be read stays as it is. */
export async function compressed(file: File): Promise<Blob> {
  if (file.size <= SMALL || file.type === 'image/gif') return file;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.fillStyle = '#fff'; // JPEG knows no transparency
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const smaller = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
    return smaller && smaller.size < file.size ? smaller : file;
  } catch {
    return file;
  }
}

const IMAGE_MOST = 5 * 1024 * 1024;
const FILE_MOST = 20 * 1024 * 1024;

/** A file as it is sent. */
export interface Outgoing {
  blob: Blob;
  name: string;
  isImage: boolean;
  /** The server would refuse it. */
  tooBig: boolean;
}

async function outgoing(file: File): Promise<Outgoing> {
  const isImage = /^image\/(png|jpe?g|gif|webp)$/.test(file.type);
  const blob = isImage ? await compressed(file) : file;
  const name = isImage && blob !== file ? file.name.replace(/\.\w+$/, '') + '.jpg' : file.name || 'image.png';
  return { blob, name, isImage, tooBig: blob.size > (isImage ? IMAGE_MOST : FILE_MOST) };
}

/** One after the other: twenty photos at once are a gigabyte of pixels. */
export async function allOutgoing(files: Iterable<File>): Promise<Outgoing[]> {
  const ready: Outgoing[] = [];
  for (const file of files) ready.push(await outgoing(file));
  return ready;
}

/** Files in what was pasted or dropped. What spreadsheets and word processors copy is text first, with a picture of it beside. */
export function filesIn(data: DataTransfer): File[] {
  const isText = data.types.includes('text/html') && data.getData('text/plain') !== '';
  return isText ? [] : [...data.files];
}
