import { useEffect, useState } from 'react';

/** How many bars a recording is drawn with. */
const BARS = 24;
/** Seconds; what is longer is not loaded before it is played. */
const LONGEST = 120;
/** How many are remembered. */
const MOST = 500;
const RATE = 22_050; // the least that every browser decodes to
const FLAT = Array.from({ length: BARS }, () => 0);

const known = new Map<string, Promise<number[]>>();

/** How loud a recording is from its beginning to its end, each 0 to 1; flat until that is known. `wanted` at the latest when it is played. */
export function useWave(fileId: string | undefined, url: string | undefined, duration: number, wanted: boolean): number[] {
  const [wave, setWave] = useState(FLAT);
  const loads = fileId !== undefined && url !== undefined && (wanted || duration <= LONGEST);
  useEffect(() => {
    if (!loads) return undefined;
    let gone = false;
    void waveOf(fileId, url).then((found) => gone || setWave(found));
    return () => {
      gone = true;
    };
    // A signed address is another one now and then; the recording is the same.
  }, [fileId, loads]);
  return wave;
}

function waveOf(fileId: string, url: string): Promise<number[]> {
  let wave = known.get(fileId);
  if (wave) return wave;
  if (known.size >= MOST) known.clear();
  wave = measure(url).catch(() => {
    known.delete(fileId); // the server is away: the next look may be luckier
    return FLAT;
  });
  known.set(fileId, wave);
  return wave;
}

async function measure(url: string): Promise<number[]> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`a recording: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  try {
    const sound = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(bytes);
    return loudness(sound.getChannelData(0));
  } catch {
    return FLAT; // of a kind that this browser can't read
  }
}

/** The root mean square of each part, the loudest one being 1. */
export function loudness(samples: Float32Array, bars = BARS): number[] {
  const each = samples.length / bars;
  const found = Array.from({ length: bars }, (_, bar) => {
    const [from, to] = [Math.floor(bar * each), Math.floor((bar + 1) * each)];
    let sum = 0;
    for (let i = from; i < to; i++) sum += (samples[i] ?? 0) ** 2;
    return Math.sqrt(sum / Math.max(1, to - from));
  });
  const most = Math.max(...found);
  return most > 0.001 ? found.map((one) => one / most) : found.map(() => 0); // less is a silent room
}
