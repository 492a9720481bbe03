/**
 * Light, dark, or as the device is set: a control for pages that have no menu of the person's own. The choice stays in
 * the browser, and the next page is painted in it from its first frame.
 */
import { SegmentedControl, useMantineColorScheme } from '@mantine/core';

export function SchemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label="Colours"
      value={colorScheme}
      onChange={(scheme) => setColorScheme(scheme as 'light' | 'dark' | 'auto')}
      data={[
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
        { value: 'auto', label: 'Device' },
      ]}
    />
  );
}
