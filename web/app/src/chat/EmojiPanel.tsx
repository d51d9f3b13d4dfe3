import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../ui';
import { Icon } from '../ui/icons';
import { address, draw, stickers, type Sticker } from './stickers';

const GROUPS: [string, string][] = [
  ['😀', '😀😃😄😁😆😅🤣😂🙂🙃😉😊😇🥰😍🤩😘😗😚😋😛😜🤪😝🤗🤭🤫🤔🤐😐😑😶😏😒🙄😬😌😔😪😴😷🤒🤕🤢🤮🤧🥵🥶🥴😵🤯🥳😎🤓🧐😕😟🙁😮😯😲😳🥺😦😨😰😥😢😭😱😖😣😞😓😩😫🥱😤😡😠🤬😈💀💩👻👽🤖'],
  ['👋', '👋🤚🖐✋🖖👌🤏🤞🤟🤘🤙👈👉👆👇👍👎✊👊🤛🤜👏🙌👐🤲🤝🙏💪👀👶👧👦👩👨👵👴🙋🙇🤦🤷💁🙅🙆🏃💃🕺'],
  ['❤', '❤🧡💛💚💙💜🖤🤍💔💕💞💓💗💖💘💝💯💢💥💫💦💨🔥✨🎉🎊🎁🎂🏆🥇⭐🌟⚡☀🌈☁🌧❄'],
  ['🐶', '🐶🐱🐭🐹🐰🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🦆🦉🐝🦋🐢🐍🐙🐬🐳🌵🎄🌲🌴🌱🍀🌷🌹🌻🌸'],
  ['🍎', '🍎🍊🍋🍌🍉🍇🍓🍑🍍🥝🍅🥑🌽🥕🍞🧀🥚🍳🥞🍔🍟🍕🌭🥪🌮🍜🍲🍛🍣🍱🥟🍚🍦🍰🍫🍬🍩🍪☕🍵🍺🍷🥤🧋'],
  ['🏠', '🏠🏢🏥🏫🚗🚕🚌🚲🛵🚂✈🚀⏰📅📞📱💻🖨📷🔋💡🔧🔨🪛🧰🧹🧺🧼🧽🪣🚿🛁🛋🔑🚪📦📍📌✂📝✅❌❓❗💰💳'],
];

const split = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

interface Props {
  onPick: (emoji: string) => void;
  onSticker: (sticker: Sticker) => void;
  onClose: () => void;
}

export default function EmojiPanel({ onPick, onSticker, onClose }: Props): ReactNode {
  const { t, i18n } = useTranslation();
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
        <button type="button" role="tab" aria-selected={group === GROUPS.length} aria-label={t('stickers')} title={t('stickers')} onClick={() => setGroup(GROUPS.length)} className={cx('flex flex-1 items-center justify-center rounded-lg py-1 text-muted', group === GROUPS.length && 'bg-accent-soft text-accent')}>
          <Icon name="sticker" />
        </button>
      </div>
      <div className={cx('grid h-52 content-start overflow-y-auto', group === GROUPS.length ? 'grid-cols-4 gap-1' : 'grid-cols-8')}>
        {group === GROUPS.length &&
          stickers.map((sticker) => (
            <button key={sticker.name} type="button" onClick={() => onSticker(sticker)} className="rounded-xl p-1 hover:bg-sunken">
              <img src={address(draw(sticker, i18n.language))} alt={sticker.words[i18n.language === 'en' ? 'en' : 'zh-CN']} className="aspect-square w-full" />
            </button>
          ))}
        {[...split.segment(GROUPS[group]?.[1] ?? '')].map(({ segment }) => (
          <button key={segment} type="button" onClick={() => onPick(segment)} className="aspect-square rounded-lg text-2xl leading-none hover:bg-sunken">
            {segment}
          </button>
        ))}
      </div>
    </div>
  );
}
