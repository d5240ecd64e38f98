import { Badge, Group, Text } from '@mantine/core';
import { ROLE_TEXTS, type Role } from '../roles';
import styles from './organization-page.module.css';

/** What each role can do, in words. */
export const RoleList = ({ own }: { own: Role }) => (
  <dl className={styles.roles}>
    {ROLE_TEXTS.map(({ role, title, text }) => (
      <div key={role}>
        <dt>
          <Group gap="xs">
            {title}
            {role === own && (
              <Badge variant="light" color="teal" size="sm">
                Your role
              </Badge>
            )}
          </Group>
        </dt>
        <Text component="dd" size="sm" c="dimmed" m={0}>
          {text}
        </Text>
      </div>
    ))}
  </dl>
);
