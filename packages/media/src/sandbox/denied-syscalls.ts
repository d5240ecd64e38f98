type Numbers = readonly [x64: number, arm64?: number];

/**
 * System calls that no encoder or demuxer needs, with their numbers on both architectures (asm/unistd_64.h, asm-generic/unistd.h). Calls
 * without a second number are too old to exist on arm64. Decision 35.
 */
export const DENIED_SYSCALLS = {
  // Sockets, including calls that could misuse an inherited one. stdout and stderr are sockets that need only write(2).
  ...{ socket: [41, 198], socketpair: [53, 199], connect: [42, 203], bind: [49, 200], listen: [50, 201] },
  ...{ accept: [43, 202], accept4: [288, 242], sendmsg: [46, 211], sendmmsg: [307, 269] },
  ...{ recvmsg: [47, 212], recvmmsg: [299, 243] },
  // io_uring opens sockets and files without the calls above.
  ...{ io_uring_setup: [425, 425], io_uring_enter: [426, 426], io_uring_register: [427, 427] },
  // Other processes and new ones. Only threads are allowed; see CLONE.
  ...{ fork: [57], vfork: [58], ptrace: [101, 117], kcmp: [312, 272], process_madvise: [440, 440] },
  ...{ process_vm_readv: [310, 270], process_vm_writev: [311, 271] },
  ...{ pidfd_open: [434, 434], pidfd_getfd: [438, 438], pidfd_send_signal: [424, 424] },
  // Namespaces and mounts.
  ...{ unshare: [272, 97], setns: [308, 268], chroot: [161, 51], pivot_root: [155, 41] },
  ...{ mount: [165, 40], umount2: [166, 39], mount_setattr: [442, 442], move_mount: [429, 429], open_tree: [428, 428] },
  ...{ fsopen: [430, 430], fsconfig: [431, 431], fsmount: [432, 432], fspick: [433, 433] },
  ...{ name_to_handle_at: [303, 264], open_by_handle_at: [304, 265], mknod: [133], mknodat: [259, 33] },
  // Parts of the kernel with the most privilege escalations.
  ...{ keyctl: [250, 219], add_key: [248, 217], request_key: [249, 218], bpf: [321, 280], userfaultfd: [323, 282] },
  ...{ perf_event_open: [298, 241], fanotify_init: [300, 262], memfd_secret: [447, 447], personality: [135, 92] },
  ...{ splice: [275, 76], vmsplice: [278, 75], tee: [276, 77], modify_ldt: [154], uselib: [134] },
  // The machine itself. Most need privileges that are dropped anyway.
  ...{ iopl: [172], ioperm: [173], init_module: [175, 105], finit_module: [313, 273], delete_module: [176, 106] },
  ...{ kexec_load: [246, 104], kexec_file_load: [320, 294], reboot: [169, 142], swapon: [167, 224] },
  ...{ swapoff: [168, 225], acct: [163, 89], quotactl: [179, 60], quotactl_fd: [443, 443], syslog: [103, 116] },
  ...{ settimeofday: [164, 170], clock_settime: [227, 112], clock_adjtime: [305, 266], adjtimex: [159, 171] },
  ...{ sethostname: [170, 161], setdomainname: [171, 162], vhangup: [153, 58] },
} as const satisfies Record<string, Numbers>;

/** The calls that exist on every architecture, for a tool that rejects unknown names. */
export const COMMON_DENIED: readonly string[] = Object.entries(DENIED_SYSCALLS)
  .filter(([, numbers]) => numbers.length > 1)
  .map(([name]) => name);

/** Their flags decide whether they create a thread, a process or a namespace. A filter can't see those of clone3, which are in memory. */
export const CLONE: Numbers = [56, 220];
export const CLONE3: Numbers = [435, 435];
