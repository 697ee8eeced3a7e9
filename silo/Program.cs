// The silo process of cluster mode; embedded mode co-hosts the same silo in the gateway.
return;
