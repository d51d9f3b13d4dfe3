import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { cx } from '../ui';
import { useFocusBack } from '../ui/focus';
import { Icon, type IconName } from '../ui/icons';

export interface MenuItem {
  icon: IconName;
  label: string;
  run: () => void;
  danger?: boolean;
}

const EDGE = 8;

/** Arrow keys move, Escape and a click elsewhere close. */
export function Menu({ items, side, onClose }: { items: MenuItem[]; side: 'left' | 'right'; onClose: () => void }): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useFocusBack(ref);
  // Where there is no room above, below; and never beyond the window's sides.
  const [below, setBelow] = useState(false);
  const [shift, setShift] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current as HTMLDivElement;
    const frame = element.closest('[role=log], [data-frame]')?.getBoundingClientRect().top ?? 0;
    const { top, left, width } = element.getBoundingClientRect();
    if (top < frame) setBelow(true);
    setShift(Math.max(EDGE, Math.min(left, innerWidth - width - EDGE)) - left);
  }, []);
  useEffect(() => {
    const element = ref.current as HTMLDivElement;
    element.querySelector('button')?.focus({ preventScroll: true });
    const outside = (event: Event): void => {
      if (!element.contains(event.target as Node)) close.current();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, []);

  function key(event: React.KeyboardEvent): void {
    const buttons = [...(ref.current as HTMLDivElement).querySelectorAll('button')];
    const here = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (next === undefined) return;
    else buttons[(next + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div ref={ref} role="menu" onKeyDown={key} style={{ marginInline: `${shift}px ${-shift}px` }} className={cx('appear absolute z-20 w-44 rounded-xl border border-line bg-raised p-1 shadow-lg', below ? 'top-full mt-1' : 'bottom-full mb-1', side === 'left' ? 'right-0' : 'left-0')}>
      {items.map(({ icon, label, run, danger }) => (
        <button
          key={label}
          type="button"
          role="menuitem"
          onClick={() => {
            onClose();
            run();
          }}
          className={cx('flex w-full items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-left text-sm -outline-offset-2 hover:bg-sunken focus:bg-sunken', danger && 'text-danger')}
        >
          <Icon name={icon} size={17} />
          {label}
        </button>
      ))}
    </div>
  );
}
