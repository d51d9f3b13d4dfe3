import { ParleyError } from '../errors.js';
import { socketIoLink } from './socketIo.js';
import type { DownloadTransport, HttpAnswer, HttpRequest, HttpTransport, Transport, UploadTransport, WebSocketLike } from './transport.js';

/** fetch, XMLHttpRequest (where there is one, since only it tells how far an upload is), WebSocket. Also for Node 20 and newer. */
export function browserTransport(): Transport {
  return {
    http: fetchHttp,
    download: fetchBlob,
    upload: typeof XMLHttpRequest === 'undefined' ? fetchUpload : xhrUpload,
    webSocket: (url) => new WebSocket(url) as unknown as WebSocketLike,
    link: socketIoLink(),
  };
}

const fetched = ({ url, signal, ...request }: HttpRequest): Promise<Response> =>
  fetch(url, { ...request, ...(signal ? { signal } : {}), credentials: 'omit' }).catch((error: unknown) => {
    throw unanswered(error, signal);
  });

const fetchHttp: HttpTransport = async (request) => {
  const response = await fetched(request);
  return answer(response.status, (name) => response.headers.get(name), await response.text());
};

const fetchBlob: DownloadTransport = async (request) => {
  const response = await fetched(request);
  const told = (text: string): HttpAnswer => answer(response.status, (name) => response.headers.get(name), text);
  return response.ok ? { ...told(''), blob: await response.blob() } : told(await response.text());
};

const fetchUpload: UploadTransport = async ({ url, headers, file, name, signal, progress }) => {
  const body = new FormData();
  body.append('file', file as Blob, name);
  const response = await fetch(url, { method: 'POST', headers, body, ...(signal ? { signal } : {}), credentials: 'omit' }).catch((error: unknown) => {
    throw unanswered(error, signal);
  });
  progress?.(1);
  return answer(response.status, (key) => response.headers.get(key), await response.text());
};

const xhrUpload: UploadTransport = ({ url, headers, file, name, signal, progress }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    for (const [key, value] of Object.entries(headers)) request.setRequestHeader(key, value);
    request.upload.onprogress = (event) => event.lengthComputable && progress?.(event.loaded / event.total);
    request.onload = () => resolve(answer(request.status, (key) => request.getResponseHeader(key), request.responseText));
    request.onerror = () => reject(new ParleyError('network', 'The server could not be reached.'));
    request.onabort = () => reject(new ParleyError('aborted', 'Given up.'));
    if (signal?.aborted) return reject(new ParleyError('aborted', 'Given up.'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    const body = new FormData();
    body.append('file', file as Blob, name);
    request.send(body);
  });

function answer(status: number, header: (name: string) => string | null, text: string): HttpAnswer {
  return { status, header, text };
}

function unanswered(error: unknown, signal: AbortSignal | undefined): ParleyError {
  return signal?.aborted ? new ParleyError('aborted', 'Given up.') : new ParleyError('network', error instanceof Error ? error.message : 'The server could not be reached.');
}
