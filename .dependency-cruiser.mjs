/** What dependency-cruiser reads. The rules, and why each exists, are in proof/boundaries/directions.ts. */
export { directions as default } from './proof/boundaries/directions.ts';
