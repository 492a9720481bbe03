/**
 * Adding to the register and changing what is there. Sites and vendors are those of the agreement.
 */
import { Modal, Select, Textarea, TextInput } from '@mantine/core';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { fieldProblem } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type App, type Asset, engagementsApi, useAgreement } from './engagements-api.ts';
import { SendForm } from './send-form.tsx';

interface DialogProps<Row> {
  /** null: closed. A null row: a new one. */
  editing: { row: Row | null } | null;
  onClose(): void;
}

export function AssetDialog({ editing, onClose }: DialogProps<Asset>) {
  return (
    <Modal opened={editing !== null} onClose={onClose} title={editing?.row ? `Change ${editing.row.name}` : 'Add an asset'}>
      {editing && <AssetForm row={editing.row} onDone={onClose} />}
    </Modal>
  );
}

export function AppDialog({ editing, onClose }: DialogProps<App>) {
  return (
    <Modal opened={editing !== null} onClose={onClose} title={editing?.row ? `Change ${editing.row.name}` : 'Add an application'}>
      {editing && <AppForm row={editing.row} onDone={onClose} />}
    </Modal>
  );
}

function useSaved(kind: 'assets' | 'apps', onDone: () => void) {
  const queries = useQueryClient();
  return async (name: string) => {
    await queries.invalidateQueries({ queryKey: engagementsApi[kind].key() });
    announce(`${name} is saved.`);
    onDone();
  };
}

const detailField = (value: string, onChange: (value: string) => void, problem: string | undefined) => (
  <Textarea
    label="Description"
    description="What a person woken at night needs to know."
    autosize
    minRows={2}
    maxRows={6}
    value={value}
    error={problem}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

function AssetForm({ row, onDone }: { row: Asset | null; onDone(): void }) {
  const { engagement } = useSession();
  const agreement = useAgreement();
  const saved = useSaved('assets', onDone);
  const [name, setName] = useState(row?.name ?? '');
  const [kind, setKind] = useState(row?.class ?? '');
  const [site, setSite] = useState(row?.site ?? null);
  const [app, setApp] = useState(row?.app ?? '');
  const [detail, setDetail] = useState(row?.detail ?? '');
  const save = async () => {
    const fields = { engagementId: engagement.id, name, class: kind, site, app: app.trim() || null, detail };
    await (row ? engagementsApi.assets.update.call({ ...fields, assetId: row.id }) : engagementsApi.assets.create.call(fields));
    await saved(name);
  };
  return (
    <SendForm submit="Save" what="The asset was not saved" fields={['name', 'class', 'site', 'app', 'detail']} onSubmit={save}>
      {(problem) => (
        <>
          <TextInput
            label="Name"
            description="As alerts and the agreement call it."
            placeholder="ERP01"
            data-autofocus
            value={name}
            error={fieldProblem(problem, 'name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label="Kind"
            placeholder="server, firewall, workstation"
            value={kind}
            error={fieldProblem(problem, 'class')}
            onChange={(event) => setKind(event.currentTarget.value)}
          />
          {agreement.sites.length > 0 && (
            <Select
              label="Site"
              clearable
              data={agreement.sites}
              value={site}
              error={fieldProblem(problem, 'site')}
              onChange={setSite}
            />
          )}
          <TextInput
            label="Application it runs"
            value={app}
            error={fieldProblem(problem, 'app')}
            onChange={(event) => setApp(event.currentTarget.value)}
          />
          {detailField(detail, setDetail, fieldProblem(problem, 'detail'))}
        </>
      )}
    </SendForm>
  );
}

function AppForm({ row, onDone }: { row: App | null; onDone(): void }) {
  const { engagement } = useSession();
  const agreement = useAgreement();
  const saved = useSaved('apps', onDone);
  const [name, setName] = useState(row?.name ?? '');
  const [vendor, setVendor] = useState(row?.vendor ?? null);
  const [detail, setDetail] = useState(row?.detail ?? '');
  const save = async () => {
    const fields = { engagementId: engagement.id, name, vendor, detail };
    await (row ? engagementsApi.apps.update.call({ ...fields, appId: row.id }) : engagementsApi.apps.create.call(fields));
    await saved(name);
  };
  return (
    <SendForm submit="Save" what="The application was not saved" fields={['name', 'vendor', 'detail']} onSubmit={save}>
      {(problem) => (
        <>
          <TextInput
            label="Name"
            placeholder="ERP"
            data-autofocus
            value={name}
            error={fieldProblem(problem, 'name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {agreement.vendors.length > 0 && (
            <Select
              label="Vendor"
              clearable
              data={agreement.vendors}
              value={vendor}
              error={fieldProblem(problem, 'vendor')}
              onChange={setVendor}
            />
          )}
          {detailField(detail, setDetail, fieldProblem(problem, 'detail'))}
        </>
      )}
    </SendForm>
  );
}
