'use client';

import { Button, TextInput } from '@mantine/core';
import type { OrganizationView } from '@media/sdk';
import { type SubmitEvent, useState } from 'react';
import styles from './embed-sites.module.css';
import { readEmbedSite } from './read-embed-site';
import { useEmbedSites } from './use-embed-sites';

type Props = { organization: OrganizationView };

export const AddEmbedSite = ({ organization: { id, embedDomains } }: Props) => {
  const [entered, setEntered] = useState('');
  const [problem, setProblem] = useState<string>();
  const change = useEmbedSites(id);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const read = readEmbedSite(entered, embedDomains);
    setProblem('problem' in read ? read.problem : undefined);
    if ('problem' in read) return;
    change.mutate((sites) => [...new Set([...sites, read.site])], { onSuccess: () => setEntered('') });
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        label="Add a site"
        description={
          embedDomains.length === 0
            ? 'All other sites stop showing your videos. Use *.example.com for all subdomains.'
            : 'Use *.example.com for all subdomains.'
        }
        placeholder="example.com"
        value={entered}
        onChange={({ currentTarget }) => {
          setEntered(currentTarget.value);
          setProblem(undefined);
        }}
        maxLength={300}
        error={problem ?? change.error?.message}
        errorProps={{ role: 'alert' }}
        autoComplete="off"
        spellCheck={false}
        inputContainer={(input) => (
          <div className={styles.field}>
            {input}
            <Button type="submit" loading={change.isPending}>
              Add
            </Button>
          </div>
        )}
      />
    </form>
  );
};
