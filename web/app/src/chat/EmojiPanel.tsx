import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../ui';
import { useFocusBack } from '../ui/focus';
import { Icon } from '../ui/icons';
import { keepRecent, keptRecent } from './recent';
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
  /** @param byHand with a mouse or finger, not with a key */
  onPick: (emoji: string, byHand: boolean) => void;
  onSticker: (sticker: Sticker) => void;
  onClose: () => void;
}

export default function EmojiPanel({ onPick, onSticker, onClose }: Props): ReactNode {
  const { t, i18n } = useTranslation();
  const [group, setGroup] = useState(0);
  const [recent] = useState(keptRecent); // not while one picks: nothing moves under the hand
  const ref = useRef<HTMLDivElement>(null);
  useFocusBack(ref);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const element = ref.current as HTMLDivElement;
    element.querySelector<HTMLButtonElement>('[role=tab]')?.focus();
    // The composer is not elsewhere: one writes on, and its button closes by itself.
    const outside = ({ target }: Event): void => {
      if (!element.parentElement?.contains(target as Node)) close.current();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, []);
  const groups: [string, string][] = recent.length > 0 ? [['🕘', recent.join('')], ...GROUPS] : GROUPS;
  return (
    <div
      ref={ref}
      role="dialog"
      aria-label={t('emoji')}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      className="appear absolute right-2 bottom-full z-10 mb-2 w-[min(340px,calc(100vw-1rem))] rounded-2xl border border-line bg-raised p-2 shadow-lg md:right-6"
    >
      <div role="tablist" className="mb-1 flex border-b border-line pb-1">
        {groups.map(([face], index) => (
          <button key={face} type="button" role="tab" aria-selected={group === index} aria-label={face === '🕘' ? t('recent') : face} onClick={() => setGroup(index)} className={cx('flex-1 rounded-lg py-1 text-lg', group === index && 'bg-accent-soft')}>
            {face}
          </button>
        ))}
        <button type="button" role="tab" aria-selected={group === groups.length} aria-label={t('stickers')} title={t('stickers')} onClick={() => setGroup(groups.length)} className={cx('flex flex-1 items-center justify-center rounded-lg py-1 text-muted', group === groups.length && 'bg-accent-soft text-accent')}>
          <Icon name="sticker" />
        </button>
      </div>
      <div className={cx('grid h-52 content-start overflow-y-auto', group === groups.length ? 'grid-cols-4 gap-1' : 'grid-cols-8')}>
        {group === groups.length &&
          stickers.map((sticker) => (
            <button key={sticker.name} type="button" onClick={() => onSticker(sticker)} className="rounded-xl p-1 hover:bg-sunken">
              <img src={address(draw(sticker, i18n.language))} alt={sticker.words[i18n.language === 'en' ? 'en' : 'zh-CN']} className="aspect-square w-full" />
            </button>
          ))}
        {[...split.segment(groups[group]?.[1] ?? '')].map(({ segment }) => (
          <button key={segment} type="button" onClick={(event) => (keepRecent(segment), onPick(segment, event.detail > 0))} className="aspect-square rounded-lg text-2xl leading-none hover:bg-sunken">
            {segment}
          </button>
        ))}
      </div>
    </div>
  );
}
