"""Lists of members on their way in: a file is read, its columns told, every row judged, and only then applied."""
