// What must stand in no log: what a test says is secret, every key and token that a server issued, and the forms of such things.

const secretName = /token|apikey|secret|password/i;
const forms = [
  [/eyJ[\w-]{8,}\.[\w-]{8,}/, 'an access token'],
  [/(?<![\w.-])\d{10,19}\.\d{1,6}\.[\w-]{43}/, 'a refresh token'],
  [/\b(pk_|whsec_)[\w-]{20,}/, 'a key'],
  [/(?<![\w.-])(\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\w-]|\.\d)/, 'a phone number'],
];

/** Keeps what may not be seen; finds where it is. */
export class Secrets {
  #kept = new Map();

  /** Keeps texts under the name of what they are. */
  keep(what, ...texts) {
    for (const text of texts) if (typeof text === 'string' && text.length >= 6) this.#kept.set(text, what);
  }

  /** Keeps whatever an answer has under a name that says so, wherever it stands in it. */
  keepFrom(value, name = '') {
    if (typeof value === 'string') {
      if (secretName.test(name)) this.keep(name, value);
      const signature = /[?&]signature=([\w-]{16,})/.exec(value);
      if (signature) this.keep('a link', signature[1]);
    } else if (value && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) this.keepFrom(inner, Array.isArray(value) ? name : key);
    }
  }

  /** Keeps from every answer to `fetch` from now on; returns what ends that. */
  listen() {
    const real = globalThis.fetch;
    globalThis.fetch = async (...asked) => {
      const answer = await real(...asked);
      if (answer.headers.get('content-type')?.includes('json')) this.keepFrom(await answer.clone().json().catch(() => null));
      return answer;
    };
    return () => (globalThis.fetch = real);
  }

  get count() {
    return this.#kept.size;
  }

  /** What of it stands in a text, and in which line. */
  in(text) {
    const found = [];
    for (const [secret, what] of this.#kept) {
      const at = text.indexOf(secret);
      if (at >= 0) found.push(`${what}: ${text.slice(text.lastIndexOf('\n', at) + 1, at + secret.length + 80).split('\n')[0]}`);
    }

    return [...found, ...suspicious(text)];
  }
}

/** Lines that look as if they held a token, a key or a whole phone number, whoever's. */
export function suspicious(text) {
  const found = [];
  for (const line of text.split('\n')) for (const [form, what] of forms) if (form.test(line)) found.push(`${what}: ${line.slice(0, 400)}`);
  return found;
}
