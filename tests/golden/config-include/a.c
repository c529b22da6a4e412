One("1");
Two("2");
Three("3");
Wrong("4");
