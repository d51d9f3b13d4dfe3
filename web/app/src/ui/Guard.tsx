import i18next from 'i18next';
import { Component, type ReactNode } from 'react';
import { askAgain } from '../lib/part';
import { reloadIfRenewed } from '../lib/renewed';
import { Button, Empty } from '.';

interface Props {
  /** Another place is another attempt. */
  place: string;
  children: ReactNode;
}

interface State {
  failed: boolean;
  place: string;
}

/** What fails within takes only itself away: the way to everything else stays. */
export class Guard extends Component<Props, State> {
  override state: State = { failed: false, place: this.props.place };

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true };
  }

  static getDerivedStateFromProps({ place }: Props, state: State): State | null {
    if (place === state.place) return null;
    if (state.failed) askAgain();
    return { failed: false, place };
  }

  override componentDidCatch(): void {
    void reloadIfRenewed();
  }

  readonly #retry = (): void => {
    askAgain();
    this.setState({ failed: false });
  };

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert" className="h-full">
        <Empty icon="alert" title={i18next.t('pageFailed')}>
          <p className="mb-4">{i18next.t('pageFailedHint')}</p>
          <div className="flex justify-center gap-2">
            <Button onClick={this.#retry}>{i18next.t('retry')}</Button>
            <Button tone="quiet" onClick={() => location.reload()}>
              {i18next.t('reload')}
            </Button>
          </div>
        </Empty>
      </div>
    );
  }
}
