'use client';

import { Button } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconDownload, IconFile, IconMovie, IconMusic, IconPhoto, IconPlayerPlay } from '@tabler/icons-react';
import { downloadUrl } from '@/urls/video-urls';
import { Section } from '../section';
import { usePlayback } from '../use-playback';
import { OriginalButton } from './original-button';
import styles from './result.module.css';
import { type ResultRow, resultRows } from './result-rows';

const ICONS = { source: IconFile, stream: IconPlayerPlay, video: IconMovie, audio: IconMusic, image: IconPhoto };

const COLUMNS = ['Name', 'Resolution', 'Codecs', 'Bitrate', 'Size'] as const;

/** Source and outputs side by side, with their downloads. */
export const Result = ({ video }: { video: VideoView }) => {
  const rows = resultRows(video);
  const { data: playback } = usePlayback(video.id, rows.length > 1);
  const isCompared = rows.some(({ comparison }) => comparison);
  return (
    <Section title={rows.length > 1 ? 'Source and outputs' : 'Source'}>
      <table className={styles.table}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
            {isCompared && <th scope="col">Compared with source</th>}
            <th>
              <span className={styles.visuallyHidden}>Download</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              videoId={video.id}
              isCompared={isCompared}
              href={playback && downloadOf(video, row, playback.token)}
            />
          ))}
        </tbody>
      </table>
    </Section>
  );
};

const downloadOf = ({ id }: VideoView, { outputId }: ResultRow, token: string): string | undefined =>
  outputId && downloadUrl(id, outputId, token);

type RowProps = { row: ResultRow; videoId: string; isCompared: boolean; href: string | undefined };

const Row = ({ row, videoId, isCompared, href }: RowProps) => {
  const { kind, name, resolution, codecs, bitrate, size, comparison, outputId } = row;
  const Icon = ICONS[kind];
  const facts = { Resolution: resolution, Codecs: codecs, Bitrate: bitrate, Size: size };
  return (
    <tr data-kind={kind}>
      <th scope="row">
        <span className={styles.name} title={name}>
          <Icon size={18} stroke={1.75} aria-hidden />
          <span>{kind === 'source' ? `Source: ${name}` : name}</span>
        </span>
      </th>
      {Object.entries(facts).map(([label, value]) => (
        <td key={label} data-label={label} data-empty={value === undefined || undefined}>
          {value ?? '–'}
        </td>
      ))}
      {isCompared && (
        <td data-label="Compared with source" data-empty={!comparison || undefined} data-change={comparison?.change}>
          {comparison?.text ?? '–'}
        </td>
      )}
      <td className={styles.action} data-empty={!(outputId || kind === 'source') || undefined}>
        {kind === 'source' && <OriginalButton videoId={videoId} />}
        {outputId && (
          <Button
            component="a"
            href={href}
            download
            size="xs"
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            disabled={!href}
            aria-label={`Download ${name}`}
          >
            Download
          </Button>
        )}
      </td>
    </tr>
  );
};
