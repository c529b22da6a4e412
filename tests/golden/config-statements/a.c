One("1 %d", 1);
Two("2");
Three("3");
