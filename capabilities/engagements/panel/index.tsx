/**
 * The screens of an engagement itself: its people, and its register.
 */
export { PeopleScreen } from './people.tsx';
export { RegisterScreen } from './register.tsx';
