// The sandbox's page, as a browser opens it and clicks on it.
const unescaped = (text) => text.replaceAll('&amp;', '&').replaceAll('&#x2B;', '+').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>');

/** Opens a payment's page as a browser does; its forms by the button's class. */
export async function open(url, language = 'en') {
  const answer = await fetch(url, { headers: { accept: 'text/html', 'accept-language': language } });
  const html = await answer.text();
  const forms = {};
  for (const [, action, body] of html.matchAll(/<form method="post" action="([^"]*)">(.*?)<\/form>/gs)) {
    const fields = Object.fromEntries([...body.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, unescaped(value)]));
    forms[/<button class="(\w+)"/.exec(body)[1]] = { action: new URL(unescaped(action), url).href, fields };
  }

  return { status: answer.status, headers: answer.headers, html, forms };
}

/** Clicks: posts the form as a browser does, or without a browser's wish for a page. */
export async function click({ action, fields }, { accept = 'text/html', ...changed } = {}) {
  const answer = await fetch(action, { method: 'POST', headers: { accept, 'accept-language': 'en' }, body: new URLSearchParams({ ...fields, ...changed }) });
  const text = await answer.text();
  return { status: answer.status, text, body: text.startsWith('{') ? JSON.parse(text) : null };
}
