import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'vite';
import WebSocket from 'ws';
import type { MiniProgram } from '../../src/transport/miniProgram.js';

type Library = typeof import('../../src/index.js') & typeof import('../../src/transport/miniProgram.js');

/** The library in an engine that has the language and timers, and nothing of a browser or of Node. Code can't be made of strings there. */
export async function inBareEngine(): Promise<Library> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    build: { write: false, minify: false, target: 'es2022', lib: { entry: 'bare.ts', formats: ['iife'], name: 'library' } },
  });
  const [{ output }] = built as unknown as [{ output: { code: string }[] }];
  const context = createContext({ setTimeout, clearTimeout, setInterval, clearInterval, console }, { codeGeneration: { strings: false, wasm: false } });
  return runInContext(`${output[0]!.code}\nlibrary`, context) as Library;
}

/** What a mini-program's platform gives, over Node's own. */
export function fakeWx(): MiniProgram {
  return {
    request: ({ url, method, header, data, success, fail }) => {
      fetch(url, { method, headers: header, ...(data === undefined ? {} : { body: data }) })
        .then(async (answer) => success({ statusCode: answer.status, data: await answer.text(), header: Object.fromEntries(answer.headers) }))
        .catch((error: Error) => fail({ errMsg: error.message }));
      return { abort: () => undefined };
    },
    uploadFile: ({ url, filePath, name, header, success, fail }) => {
      const body = new FormData();
      body.append(name, new Blob([readFileSync(filePath)]), basename(filePath));
      fetch(url, { method: 'POST', headers: header, body })
        .then(async (answer) => success({ statusCode: answer.status, data: await answer.text() }))
        .catch((error: Error) => fail({ errMsg: error.message }));
      return { abort: () => undefined, onProgressUpdate: (listener) => listener({ progress: 100 }) };
    },
    connectSocket: ({ url }) => {
      const socket = new WebSocket(url);
      return {
        send: ({ data }) => socket.send(data),
        close: ({ code, reason }) => socket.close(code, reason),
        onOpen: (listener) => void socket.on('open', listener),
        onMessage: (listener) => void socket.on('message', (data, isBinary) => listener({ data: isBinary ? data : String(data) })),
        onClose: (listener) => void socket.on('close', (code, reason) => listener({ code, reason: String(reason) })),
        onError: (listener) => void socket.on('error', listener),
      };
    },
  };
}
