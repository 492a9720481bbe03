/**
 * The screens of work: now, the queue, and one item.
 */
export { ItemScreen } from './item.tsx';
export { NowScreen } from './now/now.tsx';
export { WorkScreen } from './queue.tsx';
export { WorkCount } from './work-count.tsx';
