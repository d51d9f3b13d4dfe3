import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Empty } from '.';

/** What can't be drawn, or whose code can't be had without a network, takes no more than its own place. */
export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

function Broken(): ReactNode {
  const { t } = useTranslation();
  return (
    <div role="alert" className="h-full">
      <Empty icon="alert" title={t('notOpened')}>
        {/* A module that could not be had once is not asked for again by the same page. */}
        <Button tone="quiet" className="mt-2" onClick={() => location.reload()}>
          {t('retry')}
        </Button>
      </Empty>
    </div>
  );
}
