/** The screens of work: the queue, and one item. */
export { ItemScreen } from './item.tsx';
export { WorkScreen } from './queue.tsx';
