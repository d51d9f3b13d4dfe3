import { useEffect, useRef, useState } from 'react';

interface Recorder {
  possible: boolean;
  /** When it began, or null. */
  since: number | null;
  /** Seconds so far. */
  length: number;
  /** A key of the translations. */
  fault: string | null;
  start: () => Promise<void>;
  finish: () => void;
  discard: () => void;
}

const LONGEST = 300;

/** Records the microphone; what is shorter than half a second is a slip. */
export function useRecorder(done: (blob: Blob, duration: number) => void): Recorder {
  const running = useRef<{ recorder: MediaRecorder; keep: boolean } | null>(null);
  const [since, setSince] = useState<number | null>(null);
  const [length, setLength] = useState(0);
  const [fault, setFault] = useState<string | null>(null);
  const finished = useRef(done);
  finished.current = done;

  const end = (keep: boolean): void => {
    if (!running.current) return;
    running.current.keep = keep;
    running.current.recorder.stop();
  };

  useEffect(() => {
    if (since === null) return undefined;
    const tick = setInterval(() => {
      const now = (Date.now() - since) / 1000;
      setLength(now);
      if (now >= LONGEST) end(true);
    }, 200);
    return () => clearInterval(tick);
  }, [since]);
  useEffect(() => () => end(false), []);

  async function start(): Promise<void> {
    setFault(null);
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const mimeType = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'].find((type) => MediaRecorder.isTypeSupported(type));
      const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
      const began = Date.now();
      const parts: Blob[] = [];
      const mine = { recorder, keep: false };
      running.current = mine;
      recorder.ondataavailable = (event) => parts.push(event.data);
      recorder.onstop = () => {
        stream.getTracks().forEach((track) => track.stop());
        running.current = null;
        setSince(null);
        const duration = (Date.now() - began) / 1000;
        if (mine.keep && duration >= 0.5) finished.current(new Blob(parts, { type: recorder.mimeType.split(';')[0] ?? 'audio/webm' }), Math.round(duration * 10) / 10);
      };
      recorder.start();
      setLength(0);
      setSince(began);
    } catch {
      setFault('noMicrophone');
    }
  }

  return {
    possible: typeof MediaRecorder !== 'undefined' && navigator.mediaDevices !== undefined,
    since,
    length,
    fault,
    start,
    finish: () => end(true),
    discard: () => end(false),
  };
}
