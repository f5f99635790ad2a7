package smsgateway.shell.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Files that only their owner reads; on Windows also the Administrators. */
final class OwnerFile {
  private OwnerFile() {}

  /**
   * Creates the file or replaces it by a new one; on return the content is on disk. It is closed to
   * others before the first character is in it.
   */
  static void create(Path path, String content) throws IOException {
    Files.deleteIfExists(path);
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      var ownerOnly = PosixFilePermissions.fromString("rw-------");
      Files.createFile(path, PosixFilePermissions.asFileAttribute(ownerOnly));
    } else {
      Files.createFile(path);
      restrict(path);
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.ISO_8859_1));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    syncFolder(path);
  }

  /** Puts the name of the file on disk too. Windows opens no folders and writes names by itself. */
  static void syncFolder(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Path folder = path.toAbsolutePath().getParent();
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static void restrict(Path path) throws IOException {
    var view = Files.getFileAttributeView(path, AclFileAttributeView.class);
    if (view == null) {
      throw new IOException("the file system of " + path + " cannot hide a file");
    }
    List<AclEntry> entries = new ArrayList<>();
    entries.add(full(view.getOwner()));
    try {
      var lookup = path.getFileSystem().getUserPrincipalLookupService();
      entries.add(full(lookup.lookupPrincipalByGroupName("Administrators")));
    } catch (UserPrincipalNotFoundException e) {
      // Another language of Windows names the group otherwise: the owner is enough to read it.
    }
    view.setAcl(entries);
  }

  private static AclEntry full(UserPrincipal principal) {
    return AclEntry.newBuilder()
        .setType(AclEntryType.ALLOW)
        .setPrincipal(principal)
        .setPermissions(EnumSet.allOf(AclEntryPermission.class))
        .build();
  }
}
