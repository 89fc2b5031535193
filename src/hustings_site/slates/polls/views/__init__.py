"""One file for each page of supporters' polls."""
