import type { Content, MessageType } from '@parley/client';
import i18next from 'i18next';
import { Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { bytes } from '../lib/format';
import { part } from '../lib/part';
import { Link } from 'wouter';
import { Avatar, Dialog } from '../ui';
import { Icon } from '../ui/icons';
import { readCard } from './card';
import { isEmojiAlone, LINK } from './text';
import { Highlighted } from './Highlighted';
import { preview } from './preview';
import { isSticker } from './stickers';
import { Voice } from './Voice';

const PlaceDialog = part(() => import('./PlaceDialog'));

/** What a message says. */
export function Body({ type, content, local, words }: { type: MessageType; content: Content; local?: string | undefined; words?: string | undefined }): ReactNode {
  switch (type) {
    case 'image':
      if (isSticker(content.name)) return <img src={local ?? content.url} alt={preview({ messageType: type, content })} width={128} height={128} className="my-1 size-32" />;
      return <Picture content={content} url={local ?? content.url} />;
    case 'voice':
      return <Voice content={content} url={local ?? content.url} />;
    case 'file':
      return <File content={content} url={local ?? content.url} />;
    case 'location':
      return <Location content={content} />;
    default:
      return <Text text={content.text ?? ''} words={words} />;
  }
}

function Text({ text, words = '' }: { text: string; words?: string | undefined }): ReactNode {
  const card = readCard(text);
  if (card)
    return (
      <Link href={`/people/${card.id}`} className="flex min-w-52 items-center gap-3 py-1">
        <Avatar name={card.name} size={42} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{card.name}</span>
          <span className="block text-xs opacity-70">{i18next.t('card')}</span>
        </span>
      </Link>
    );
  if (isEmojiAlone(text)) return <span className="text-4xl leading-tight">{text}</span>;
  return (
    <span dir="auto" className="break-words whitespace-pre-wrap">
      {text.split(LINK).map((part, index) =>
        index % 2 === 1 ? (
          <a key={index} href={part} target="_blank" rel="noreferrer noopener" className="underline underline-offset-2">
            {part}
          </a>
        ) : (
          <Highlighted key={index} text={part} words={words} />
        ),
      )}
    </span>
  );
}

function Picture({ content, url }: { content: Content; url: string | undefined }): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [zoomed, setZoomed] = useState(false);
  const name = content.text || content.name || t('kind.image');
  // The place is kept before the picture is there, so that nothing jumps.
  return (
    <span className="-mx-1.5 -mt-0.5 block">
      <button type="button" onClick={() => setOpen(true)} className="block overflow-hidden rounded-xl bg-sunken" aria-label={t('showImage', { name })}>
        <img src={url} alt={name} loading="lazy" className="h-52 w-full max-w-72 min-w-40 object-cover" />
      </button>
      {content.text && (
        <span className="block px-1.5 pt-1">
          <Text text={content.text} />
        </span>
      )}
      {open && (
        <Dialog title={name} onClose={() => setOpen(false)} wide>
          <button type="button" aria-label={t('zoom')} onClick={() => setZoomed(!zoomed)} className="block w-full overflow-auto">
            <img src={url} alt={name} className={zoomed ? 'max-w-none' : 'mx-auto max-h-[70dvh]'} />
          </button>
        </Dialog>
      )}
    </span>
  );
}

function File({ content, url }: { content: Content; url: string | undefined }): ReactNode {
  const { t } = useTranslation();
  return (
    <a href={url} download={content.name} className="flex items-center gap-3 py-1">
      <span className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-accent text-on-accent">
        <Icon name="file" />
      </span>
      <span className="min-w-0">
        <span className="sr-only">{t('download')} </span>
        <span className="block truncate font-medium">{content.name ?? t('kind.file')}</span>
        {content.size !== undefined && <span className="block text-xs opacity-70">{bytes(content.size)}</span>}
      </span>
    </a>
  );
}

function Location({ content }: { content: Content }): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { lat = 0, lng = 0, address } = content;
  return (
    <>
      <button type="button" onClick={() => setOpen(true)} className="flex items-center gap-3 py-1 text-left">
        <span className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-accent text-on-accent">
          <Icon name="pin" />
        </span>
        <span>
          <span className="block font-medium break-words">{address || t('place')}</span>
          <span className="block text-xs tabular-nums opacity-70">
            {lat.toFixed(4)}, {lng.toFixed(4)}
          </span>
        </span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <PlaceDialog content={content} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
