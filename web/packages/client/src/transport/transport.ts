/** What the library needs of the machine it runs on. Each part can be given by the application. */
export interface Transport {
  http: HttpTransport;
  upload: UploadTransport;
  /** The bytes of a file that a link alone does not open; a mini-program has its own way to save files. */
  download?: DownloadTransport;
  /** Raw WebSockets, for the Social surface and, where the platform's own one can't be used, under Socket.IO. */
  webSocket: WebSocketFactory;
  /** Socket.IO. */
  link: LinkFactory;
}

export interface HttpRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
}

export interface HttpAnswer {
  status: number;
  /** Lower-case names. */
  header(name: string): string | null;
  text: string;
}

/** Rejects only when no answer came. */
export type HttpTransport = (request: HttpRequest) => Promise<HttpAnswer>;

/** Rejects only when no answer came. An answer that refuses is read as text. */
export type DownloadTransport = (request: HttpRequest) => Promise<HttpAnswer & { blob?: Blob }>;

export interface UploadRequest {
  url: string;
  headers: Record<string, string>;
  file: Blob | string;
  name: string;
  signal?: AbortSignal;
  /** From 0 to 1. */
  progress?: (part: number) => void;
}

/** One file as `multipart/form-data`, field `file`. In a mini-program `file` is the path of a temporary file. */
export type UploadTransport = (request: UploadRequest) => Promise<HttpAnswer>;

/** The part of the browser's WebSocket that is used. */
export interface WebSocketLike {
  send(data: string): void;
  close(code?: number, reason?: string): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: ((event: never) => void) | null;
}

export type WebSocketFactory = (url: string) => WebSocketLike;

/** One Socket.IO connection to a namespace. It may be opened again and again, but never opens itself. */
export interface Link {
  open(): void;
  close(): void;
  /** The answer of the server's callback; rejects with `timeout` or `network`. */
  ask(event: string, data: unknown, timeout: number): Promise<unknown>;
  /** Without an answer; lost when there is no connection. */
  tell(event: string, data: unknown): void;
}

export interface LinkOptions {
  /** Origin and namespace: `https://chat.example.com/market`. */
  url: string;
  /** Asked at each opening. */
  auth: () => Promise<Record<string, unknown>>;
  onOpen(recovered: boolean): void;
  onClose(reason: string): void;
  /** The namespace or the connection was refused. */
  onRefused(fault: { code?: number; reason?: string; message: string }): void;
  /** `acknowledge` is there when the server asked for it. */
  onEvent(event: string, data: unknown, acknowledge?: () => void): void;
}

export type LinkFactory = (options: LinkOptions) => Link;
