/** Loads the page anew when the server has other pages by now: those of this build are gone from it. */
export async function reloadIfRenewed(): Promise<void> {
  const mine = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.getAttribute('src');
  try {
    const answer = await fetch('/', { cache: 'no-store', headers: { accept: 'text/html' } });
    if (answer.ok && mine && !(await answer.text()).includes(mine)) location.reload();
  } catch {
    // no server: nothing newer to be had
  }
}
