Plain("text\n");
Plain("text \n \r\n\n ");
Plain("\n text\t");
Plain("text\\n");
Plain("text\\\n");
Plain("  ");
Plain("%d\n", 1);
Suffixed("text \n");
Suffixed("");
