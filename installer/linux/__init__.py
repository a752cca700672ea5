"""The packages for Linux: .deb and tarball, and the trial of them in a bare system."""
