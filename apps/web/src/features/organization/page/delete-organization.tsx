'use client';

import { Button, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { OrganizationView } from '@media/sdk';
import { ConfirmByName } from './confirm-by-name';
import { useAfterLeaving } from './use-after-leaving';

type Props = { organization: OrganizationView };

export const DeleteOrganization = ({ organization }: Props) => {
  const [isOpen, dialog] = useDisclosure();
  const afterLeaving = useAfterLeaving(organization.id);
  return (
    <Stack align="flex-start">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        All videos, source files and outputs of {organization.name} are deleted for all its members. Videos that are
        still processing stop.
      </Text>
      <Button color="red" variant="light" onClick={dialog.open}>
        Delete organization
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title={`Delete ${organization.name}?`}>
        <ConfirmByName
          organization={organization}
          onDeleted={() => void afterLeaving(`${organization.name} was deleted.`)}
          onCancel={dialog.close}
        />
      </Modal>
    </Stack>
  );
};
