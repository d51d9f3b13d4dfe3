import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { cx } from '../ui';
import { Icon } from '../ui/icons';
import { SECTIONS, placeOf, sectionAt } from './sections';

/** The sections that somebody of that rank may see: beside the page, on a phone above it. */
export function SectionNav({ rank }: { rank: number }): ReactNode {
  const { t } = useTranslation('admin');
  const [path] = useLocation();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const show = (): void => nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
    show();
    addEventListener('resize', show); // as when a phone is turned
    return () => removeEventListener('resize', show);
  }, [path, rank]);
  const here = sectionAt(path);
  return (
    <nav ref={nav} aria-label={t('title')} className="flex shrink-0 gap-1 overflow-x-auto border-b border-line bg-surface p-2 md:w-52 md:flex-col md:overflow-y-auto md:border-r md:border-b-0 md:p-3">
      {SECTIONS.filter((section) => section.rank <= rank).map(({ name, icon }) => (
        <Link
          key={name}
          href={placeOf(name)}
          aria-current={name === here.name ? 'page' : undefined}
          className={cx('flex shrink-0 items-center gap-2.5 rounded-lg px-3 py-2 text-sm font-medium transition', name === here.name ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-sunken hover:text-ink')}
        >
          <Icon name={icon} size={18} />
          {t(`sections.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
