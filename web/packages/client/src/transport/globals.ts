// Engine.IO's client looks for `self` or `window` and, where there is neither, makes code of a string, which a mini-program's engine refuses.
const here = globalThis as { self?: unknown; window?: unknown; process?: unknown };
if (here.self === undefined && here.window === undefined && here.process === undefined) here.self = globalThis;

export {};
