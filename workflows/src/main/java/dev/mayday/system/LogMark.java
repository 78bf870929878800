package dev.mayday.system;

/**
 * A place in the two logs of a process, to read on from.
 *
 * @param outInode inode of the output log
 * @param outOffset bytes
 * @param errInode inode of the error log
 * @param errOffset bytes
 */
public record LogMark(long outInode, long outOffset, long errInode, long errOffset) {}
