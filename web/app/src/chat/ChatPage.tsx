import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, cx } from '../ui';
import { ChatList } from './ChatList';
import { ChatPane } from './ChatPane';

export default function ChatPage({ id }: { id?: string | undefined }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="flex h-full">
      <div className={cx('h-full w-full flex-col border-line bg-surface md:flex md:w-[320px] md:border-r lg:w-[350px]', id ? 'hidden' : 'flex')}>
        <ChatList current={id} />
      </div>
      <div className={cx('h-full min-w-0 flex-1 md:block', !id && 'hidden')}>{id ? <ChatPane key={id} id={id} /> : <Empty icon="chat" title={t('chooseChat')}>{t('chooseChatHint')}</Empty>}</div>
    </div>
  );
}
