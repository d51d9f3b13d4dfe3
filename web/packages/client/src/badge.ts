const SIZE = 64;

let drawn = 0;
let original: string | null = null;

/** Shows how much is unread in the page's title and icon, and where the page is installed, on its badge. Only in a browser's page. */
export function showUnread(count: number, title: string): void {
  const most = count > 99 ? '99+' : String(count);
  document.title = count > 0 ? `(${most}) ${title}` : title;
  const { setAppBadge } = navigator as Partial<Navigator>;
  if (setAppBadge) void setAppBadge.call(navigator, count).catch(() => undefined);
  void drawIcon(count, most).catch(() => undefined); // an icon that can't be drawn is not worth a fault
}

async function drawIcon(count: number, most: string): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('link[rel~=icon]');
  if (!link) return;
  const turn = ++drawn;
  original ??= link.href;
  if (count === 0) {
    link.href = original;
    return;
  }
  const icon = new Image(SIZE, SIZE);
  icon.src = original;
  await icon.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: SIZE, height: SIZE });
  const pen = canvas.getContext('2d');
  if (!pen || turn !== drawn) return; // a newer count has been drawn meanwhile
  pen.drawImage(icon, 0, 0, SIZE, SIZE);
  pen.fillStyle = '#b42318';
  pen.beginPath();
  pen.arc(SIZE * 0.66, SIZE * 0.66, SIZE * 0.34, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = '#ffffff';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.font = `bold ${most.length > 2 ? 22 : most.length > 1 ? 30 : 38}px sans-serif`;
  pen.fillText(most, SIZE * 0.66, SIZE * 0.68);
  link.href = canvas.toDataURL('image/png');
}
