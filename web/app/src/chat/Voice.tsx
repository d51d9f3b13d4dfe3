import type { Content } from '@parley/client';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { seconds } from '../lib/format';
import { Icon } from '../ui/icons';

// One voice at a time.
let heard: HTMLAudioElement | null = null;

/** A recording. */
export function Voice({ content, url }: { content: Content; url: string | undefined }): ReactNode {
  const { t } = useTranslation();
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [part, setPart] = useState(0);
  const [failed, setFailed] = useState(false);
  const length = content.duration ?? 0;
  const bars = bar(content.fileId ?? 'voice');

  function toggle(): void {
    setFailed(false);
    if (playing) audio.current?.pause();
    // Stopped while it began is no fault.
    else audio.current?.play().catch((fault: unknown) => setFailed(!(fault instanceof DOMException && fault.name === 'AbortError')));
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
      <svg aria-hidden width={120} height={26} className="text-current">
        {bars.map((height, index) => (
          <rect key={index} x={index * 5} y={13 - height / 2} width={3} height={height} rx={1.500} fill="currentColor" opacity={index / bars.length <= part && part > 0 ? 0.95 : 0.35} />
        ))}
      </svg>
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
          setPlaying(true);
        }}
        onPause={() => setPlaying(false)}
        onEnded={() => setPart(0)}
        onTimeUpdate={(event) => setPart(event.currentTarget.currentTime / (length || event.currentTarget.duration || 1))}
      />
    </span>
  );
}

/** A shape to tell recordings apart by; the same one for the same recording. */
function bar(seed: string): number[] {
  let state = [...seed].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0, 7);
  return Array.from({ length: 24 }, () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return 5 + (state % 19);
  });
}
