/**
 * The ways to act, each with its icon, its word in a cell and its sentence.
 */
import {
  IconAlertTriangle,
  IconBell,
  IconBolt,
  IconClockPause,
  IconMessages,
  IconPhoneOutgoing,
  IconShieldCheck,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

interface ModeFace {
  icon: ComponentType<{ size?: number; stroke?: number }>;
  word: string;
  sentence: string;
}

const faces: Record<string, ModeFace> = {
  act: { icon: IconBolt, word: 'acts', sentence: 'Starts at once.' },
  queue: { icon: IconClockPause, word: 'waits', sentence: 'Waits for the next opening; the target counts from there.' },
  page: { icon: IconBell, word: 'is paged', sentence: 'The person on call is woken now.' },
  'approve-then-act': {
    icon: IconShieldCheck,
    word: 'asks first',
    sentence: 'Pre-authorised actions at once, anything else after approval.',
  },
  'vendor-case': { icon: IconPhoneOutgoing, word: 'vendor case', sentence: 'Opens a case with the vendor and drives it.' },
  advise: { icon: IconMessages, word: 'advises', sentence: 'Supports the other side and owns nothing.' },
  gap: { icon: IconAlertTriangle, word: 'nobody', sentence: 'No row of the agreement covers this.' },
};

const unknown: ModeFace = { icon: IconBolt, word: 'acts', sentence: '' };

export function modeFace(mode: string): ModeFace {
  return faces[mode] ?? { ...unknown, word: mode };
}
