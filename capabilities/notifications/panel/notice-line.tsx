/**
 * One line of the inbox: what happened, why it concerns the reader, when. It leads to what it is about, and is read by
 * going there. Unread is said by a dot and by a word for those who do not see it; urgent by a word for all.
 */
import { VisuallyHidden } from '@mantine/core';
import { PlaceLink } from '@tandem/platform/ui/navigation.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import classes from './inbox.module.css';
import type { Notice } from './notifications-api.ts';

interface NoticeLineProps {
  notice: Notice;
  onRead(): void;
  /** In the popover the text is cut to two lines. */
  short?: boolean;
}

export function NoticeLine({ notice, onRead, short }: NoticeLineProps) {
  const unread = notice.readAt === null;
  const inside = (
    <>
      <span className={classes.dot} data-unread={unread || undefined} aria-hidden />
      <span className={classes.words}>
        <span className={classes.title}>
          {unread && <VisuallyHidden>Unread: </VisuallyHidden>}
          {notice.urgent && <span className={classes.urgent}>urgent</span>} {notice.title}
          {notice.count > 1 && <span className={classes.count}> · {notice.count} updates</span>}
        </span>
        <span className={classes.body}>{notice.body}</span>
        <span className={classes.when}>
          <Moment at={instantMs(notice.at)} />
        </span>
      </span>
    </>
  );
  return (
    <li className={classes.line} data-short={short || undefined}>
      {notice.place ? (
        <PlaceLink to={notice.place} className={classes.link} onClick={onRead}>
          {inside}
        </PlaceLink>
      ) : (
        <button type="button" className={classes.link} onClick={onRead}>
          {inside}
        </button>
      )}
    </li>
  );
}
