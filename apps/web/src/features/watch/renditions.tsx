import { Badge, Table } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { Section } from './section';

type Rendition = VideoView['renditions'][number];

const LOOKS: Record<Rendition['status'], { color: string; text: string }> = {
  waiting: { color: 'gray', text: 'Waiting' },
  encoding: { color: 'indigo', text: 'Encoding' },
  ready: { color: 'teal', text: 'Ready' },
  skipped: { color: 'gray', text: 'Skipped' },
  failed: { color: 'red', text: 'Failed' },
};

export const Renditions = ({ renditions }: { renditions: readonly Rendition[] }) => {
  if (renditions.length === 0) return null;
  return (
    <Section title="Renditions">
      <Table verticalSpacing={6} horizontalSpacing={0} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Size</Table.Th>
            <Table.Th ta="right">kbit/s</Table.Th>
            <Table.Th ta="right">Status</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {renditions.map(({ name, width, height, bitrateBps, status }) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>
                {width}×{height}
              </Table.Td>
              <Table.Td ta="right">{Math.round(bitrateBps / 1000)}</Table.Td>
              <Table.Td ta="right">
                <Badge size="sm" variant="light" color={LOOKS[status].color}>
                  {LOOKS[status].text}
                </Badge>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
};
