import { ParleyError } from '../errors.js';
import { socketIoLink } from './socketIo.js';
import type { HttpAnswer, Transport, WebSocketFactory, WebSocketLike } from './transport.js';

interface RequestTask {
  abort(): void;
  onProgressUpdate?(listener: (progress: { progress: number }) => void): void;
}

interface SocketTask {
  send(options: { data: string }): void;
  close(options: { code?: number; reason?: string }): void;
  onOpen(listener: () => void): void;
  onMessage(listener: (event: { data: unknown }) => void): void;
  onClose(listener: (event: { code: number; reason: string }) => void): void;
  onError(listener: (event: unknown) => void): void;
}

interface Answered {
  statusCode: number;
  data: unknown;
  header?: Record<string, string>;
}

/** The part of `wx` (and of its likes) that is used. */
export interface MiniProgram {
  request(options: {
    url: string;
    method: string;
    header: Record<string, string>;
    data?: string;
    dataType: string;
    responseType: string;
    success(answer: Answered): void;
    fail(error: { errMsg: string }): void;
  }): RequestTask;
  uploadFile(options: {
    url: string;
    filePath: string;
    name: string;
    header: Record<string, string>;
    formData?: Record<string, string>;
    success(answer: Answered): void;
    fail(error: { errMsg: string }): void;
  }): RequestTask;
  connectSocket(options: { url: string }): SocketTask;
}

/** For a mini-program's JavaScript engine: `new Parley({ transport: miniProgramTransport(wx), … })`. */
export function miniProgramTransport(wx: MiniProgram): Transport {
  const webSocket = sockets(wx);
  return {
    webSocket,
    link: socketIoLink(webSocket),
    http: ({ url, method, headers, body, signal }) =>
      new Promise((resolve, reject) => {
        const task = wx.request({
          url,
          method,
          header: headers,
          ...(body === undefined ? {} : { data: body }),
          dataType: 'string',
          responseType: 'text',
          success: (answer) => resolve(read(answer)),
          fail: (error) => reject(fault(error, signal)),
        });
        signal?.addEventListener('abort', () => task.abort(), { once: true });
      }),
    upload: ({ url, headers, file, signal, progress }) =>
      new Promise((resolve, reject) => {
        const task = wx.uploadFile({
          url,
          filePath: file as string,
          name: 'file',
          header: headers,
          success: (answer) => resolve(read(answer)),
          fail: (error) => reject(fault(error, signal)),
        });
        if (progress) task.onProgressUpdate?.((event) => progress(event.progress / 100));
        signal?.addEventListener('abort', () => task.abort(), { once: true });
      }),
  };
}

function sockets(wx: MiniProgram): WebSocketFactory {
  return (url) => {
    const task = wx.connectSocket({ url });
    const socket: WebSocketLike = {
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      send: (data) => task.send({ data }),
      close: (code, reason) => task.close({ ...(code === undefined ? {} : { code }), ...(reason === undefined ? {} : { reason }) }),
    };
    task.onOpen(() => socket.onopen?.(undefined as never));
    task.onMessage((event) => socket.onmessage?.(event));
    task.onClose((event) => socket.onclose?.(event));
    task.onError((event) => socket.onerror?.(event as never));
    return socket;
  };
}

function read(answer: Answered): HttpAnswer {
  const header = Object.fromEntries(Object.entries(answer.header ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    status: answer.statusCode,
    header: (name) => header[name] ?? null,
    text: typeof answer.data === 'string' ? answer.data : JSON.stringify(answer.data ?? ''),
  };
}

function fault(error: { errMsg: string }, signal: AbortSignal | undefined): ParleyError {
  return signal?.aborted ? new ParleyError('aborted', 'Given up.') : new ParleyError('network', error.errMsg);
}
