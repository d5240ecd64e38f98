export type Cluster = { dir: string; fsid: string; monPort: number; s3Port: number };

const GIB = 1024 ** 3;

/**
 * A disposable cluster on loopback: one monitor and one OSD, without replication, authentication between its processes, or a
 * manager, which only monitors. Works with Ceph 16 (Debian 12) and newer.
 */
export const cephConf = ({ dir, fsid, monPort, s3Port }: Cluster): string => `[global]
fsid = ${fsid}
mon_initial_members = a
mon_host = [v2:127.0.0.1:${monPort}]
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_ipv6 = false
ms_bind_msgr1 = false
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
log_file =
log_to_stderr = true
mon_cluster_log_file = /dev/null
admin_socket =
pid_file =
run_dir = ${dir}
crash_dir = ${dir}/crash
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 8
osd_pool_default_pgp_num = 8
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_warn_on_pool_no_redundancy = false
mon_data_avail_warn = 2
mon_data_avail_crit = 1
mon_max_pg_per_osd = 1000
[mon]
mon_data = ${dir}/mon
auth_allow_insecure_global_id_reclaim = false
[osd]
osd_data = ${dir}/osd
osd_objectstore = bluestore
osd_memory_target = ${0.875 * GIB}
osd_memory_cache_min = ${0.125 * GIB}
bluestore_block_create = true
# A sparse file, which uses only as much space as is stored.
bluestore_block_size = ${10 * GIB}
bluestore_fsck_on_mount = false
osd_op_num_shards = 2
osd_class_update_on_start = false
[client.rgw]
rgw_data = ${dir}/rgw
rgw_frontends = beast endpoint=127.0.0.1:${s3Port}
rgw_enable_apis = s3
ms_mon_client_mode = crc
rgw_thread_pool_size = 64
rgw_rados_pool_pg_num_min = 8
rgw_enable_usage_log = false
`;
