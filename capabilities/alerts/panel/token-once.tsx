/**
 * The address with its token, the one time that it is shown, with what to do with it.
 */
import { Alert, Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconEyeOff } from '@tabler/icons-react';
import classes from './alerts.module.css';
import type { Source } from './alerts-data.ts';

export function TokenOnce({ address, format, onClose }: { address: string; format: Source['format']; onClose(): void }) {
  return (
    <Modal opened onClose={onClose} title="Copy this address now" size="lg" closeOnClickOutside={false}>
      <Stack gap="md">
        <Alert
          variant="outline"
          color="orange"
          icon={<IconEyeOff />}
          styles={{ root: { background: 'var(--t-vendor-tint)' }, message: { color: 'var(--t-vendor-ink)' } }}
        >
          It holds the token and is shown this once. Whoever has it can send alerts; keep it like a password.
        </Alert>
        <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }} data-testid="address">
          {address}
        </Code>
        <Group>
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Button onClick={copy} leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />} data-autofocus>
                {copied ? 'Copied' : 'Copy the address'}
              </Button>
            )}
          </CopyButton>
          <Button variant="default" onClick={onClose}>
            I have it
          </Button>
        </Group>
        <div>
          <Text size="sm" fw={600} mb={4}>
            How to use it
          </Text>
          <pre className={classes.raw}>{useOf(format, address)}</pre>
        </div>
      </Stack>
    </Modal>
  );
}

/** What a person pastes at the sender's end. */
function useOf(format: Source['format'], address: string): string {
  if (format === 'heartbeat') return `curl -fsS -X POST ${address}`;
  if (format === 'grafana') return `Alerting → Contact points → Webhook\nURL: ${address}\nHTTP method: POST`;
  if (format === 'plain' || format === 'mapping')
    return `curl -fsS ${address} \\\n  -H 'content-type: application/json' \\\n  -d '{"title": "Backup of FS01 failed", "key": "backup-FS01", "severity": "high", "asset": "FS01"}'`;
  return `receivers:\n  - name: tandem\n    webhook_configs:\n      - url: ${address}\n        send_resolved: true`;
}
