import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../ui';

const GROUPS: [string, string][] = [
  ['😀', '😀😃😄😁😆😅🤣😂🙂🙃😉😊😇🥰😍🤩😘😗😚😋😛😜🤪😝🤗🤭🤫🤔🤐😐😑😶😏😒🙄😬😌😔😪😴😷🤒🤕🤢🤮🤧🥵🥶🥴😵🤯🥳😎🤓🧐😕😟🙁😮😯😲😳🥺😦😨😰😥😢😭😱😖😣😞😓😩😫🥱😤😡😠🤬😈💀💩👻👽🤖'],
  ['👋', '👋🤚🖐✋🖖👌🤏🤞🤟🤘🤙👈👉👆👇👍👎✊👊🤛🤜👏🙌👐🤲🤝🙏💪👀👶👧👦👩👨👵👴🙋🙇🤦🤷💁🙅🙆🏃💃🕺'],
  ['❤', '❤🧡💛💚💙💜🖤🤍💔💕💞💓💗💖💘💝💯💢💥💫💦💨🔥✨🎉🎊🎁🎂🏆🥇⭐🌟⚡☀🌈☁🌧❄'],
  ['🐶', '🐶🐱🐭🐹🐰🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🦆🦉🐝🦋🐢🐍🐙🐬🐳🌵🎄🌲🌴🌱🍀🌷🌹🌻🌸'],
  ['🍎', '🍎🍊🍋🍌🍉🍇🍓🍑🍍🥝🍅🥑🌽🥕🍞🧀🥚🍳🥞🍔🍟🍕🌭🥪🌮🍜🍲🍛🍣🍱🥟🍚🍦🍰🍫🍬🍩🍪☕🍵🍺🍷🥤🧋'],
  ['🏠', '🏠🏢🏥🏫🚗🚕🚌🚲🛵🚂✈🚀⏰📅📞📱💻🖨📷🔋💡🔧🔨🪛🧰🧹🧺🧼🧽🪣🚿🛁🛋🔑🚪📦📍📌✂📝✅❌❓❗💰💳'],
];

const split = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export default function EmojiPanel({ onPick, onClose }: { onPick: (emoji: string) => void; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [group, setGroup] = useState(0);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.querySelector<HTMLButtonElement>('[role=tab]')?.focus();
  }, []);
  return (
    <div
      ref={ref}
      role="dialog"
      aria-label={t('emoji')}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      className="appear absolute right-2 bottom-full z-10 mb-2 w-[min(340px,calc(100vw-1rem))] rounded-2xl border border-line bg-raised p-2 shadow-lg md:right-6"
    >
      <div role="tablist" className="mb-1 flex border-b border-line pb-1">
        {GROUPS.map(([face], index) => (
          <button key={face} type="button" role="tab" aria-selected={group === index} aria-label={face} onClick={() => setGroup(index)} className={cx('flex-1 rounded-lg py-1 text-lg', group === index && 'bg-accent-soft')}>
            {face}
          </button>
        ))}
      </div>
      <div className="grid h-52 grid-cols-8 content-start overflow-y-auto">
        {[...split.segment(GROUPS[group]?.[1] ?? '')].map(({ segment }) => (
          <button key={segment} type="button" onClick={() => onPick(segment)} className="aspect-square rounded-lg text-2xl leading-none hover:bg-sunken">
            {segment}
          </button>
        ))}
      </div>
    </div>
  );
}
