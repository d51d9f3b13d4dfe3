import type { Content } from '@parley/client';
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { seconds } from '../lib/format';
import { Icon } from '../ui/icons';
import { useWave } from './waves';

// One voice at a time.
let heard: HTMLAudioElement | null = null;
/** Seconds that an arrow key goes. */
const STEP = 2;

/** A recording. */
export function Voice({ content, url }: { content: Content; url: string | undefined }): ReactNode {
  const { t } = useTranslation();
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [part, setPart] = useState(0);
  const [failed, setFailed] = useState(false);
  const length = content.duration ?? 0;
  const [began, setBegan] = useState(false);
  const wave = useWave(content.fileId, content.url, length, began);

  function toggle(): void {
    setFailed(false);
    if (playing) audio.current?.pause();
    // Stopped while it began is no fault.
    else audio.current?.play().catch((fault: unknown) => setFailed(!(fault instanceof DOMException && fault.name === 'AbortError')));
  }

  /** To a part of it, 0 to 1: at once where it is loaded, else when it is. */
  function seek(to: number): void {
    const now = Math.min(1, Math.max(0, to));
    setPart(now);
    const element = audio.current;
    if (element && element.readyState > 0 && length > 0) element.currentTime = now * length;
  }

  function follow({ currentTarget, clientX }: PointerEvent<HTMLElement>): void {
    const { left, width } = currentTarget.getBoundingClientRect();
    seek((clientX - left) / width);
  }

  function key(event: KeyboardEvent): void {
    const step = length > 0 ? STEP / length : 0;
    const to = { ArrowRight: part + step, ArrowUp: part + step, ArrowLeft: part - step, ArrowDown: part - step, Home: 0, End: 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault(); // nor does the list scroll
    seek(to);
  }

  return (
    <span className="flex items-center gap-2.5 py-1">
      <button
        type="button"
        aria-label={t(playing ? 'pause' : 'play')}
        onClick={toggle}
        className="flex size-9 items-center justify-center rounded-full bg-accent text-on-accent"
      >
        <Icon name={playing ? 'pause' : 'play'} size={17} />
      </button>
      <span
        role="slider"
        tabIndex={0}
        aria-label={t('seek')}
        aria-valuemin={0}
        aria-valuemax={Math.round(length)}
        aria-valuenow={Math.round(part * length)}
        aria-valuetext={seconds(part * length)}
        onKeyDown={key}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          follow(event);
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && follow(event)}
        className="cursor-pointer touch-none rounded"
      >
        <svg aria-hidden width={120} height={26} className="block text-current">
          {wave.map((loud, index) => (
            <rect key={index} x={index * 5} y={11 - loud * 10} width={3} height={4 + loud * 20} rx={1.5} fill="currentColor" opacity={index / wave.length <= part && part > 0 ? 0.95 : 0.35} />
          ))}
        </svg>
      </span>
      {failed ? (
        <span role="alert" className="text-xs text-danger">
          {t('cantPlay')}
        </span>
      ) : (
        <span className="text-xs tabular-nums opacity-70">{seconds(length)}</span>
      )}
      <audio
        ref={audio}
        src={url}
        preload="none"
        onPlay={(event) => {
          if (heard !== event.currentTarget) heard?.pause();
          heard = event.currentTarget;
          setBegan(true);
          setPlaying(true);
        }}
        // Sought before it was there.
        onLoadedMetadata={(event) => part > 0 && part < 1 && (event.currentTarget.currentTime = part * length)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPart(0)}
        onTimeUpdate={(event) => !event.currentTarget.paused && setPart(event.currentTarget.currentTime / (length || event.currentTarget.duration || 1))}
      />
    </span>
  );
}
